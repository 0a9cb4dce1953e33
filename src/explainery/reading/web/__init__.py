"""What a web page says about itself, and which parts of it are the article."""
