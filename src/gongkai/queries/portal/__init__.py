"""What the public portal shows. Everything here is public; nothing here may read around `lines.public_lines`."""
