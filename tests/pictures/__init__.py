"""The pictures of README and docs, made anew from a running demo: a page that changes has a picture that follows."""
