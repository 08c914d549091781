"""Proposals of masked texts and tables (去标识), for people to review beside the original."""
