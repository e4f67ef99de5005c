"""The machines' side: the same acts as the desk and the portal, with the same refusals."""
