"""The consumer's face as Flask knows it; its pages attach themselves."""

from flask import Blueprint

share = Blueprint("share", __name__)
