"""Its words, in Chinese and English."""
