"""gongkai: a public body's disclosure rule book, running."""
