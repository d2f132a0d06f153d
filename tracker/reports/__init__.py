"""A search as what pages and the terminal show: titles, lists, frames. Pure."""
