"""Functions of pictures: noise, movement, and what can be measured of them."""
