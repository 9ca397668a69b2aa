"""Draws what a phone would see over a field: light and season in, a picture of ground, sky and one thing out."""
