"""Show: everything that Rich draws."""
