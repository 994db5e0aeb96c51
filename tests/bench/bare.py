"""The yardstick: Flask with one route and nothing else."""

from flask import Flask

app = Flask(__name__)


@app.get("/")
def page() -> str:
    """As little as Flask can do."""
    return "ok"
