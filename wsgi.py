"""What the WSGI server loads: `granian --interface wsgi wsgi:app`."""

from config import Config
from webapp import create_app

app = create_app(Config.from_env())
