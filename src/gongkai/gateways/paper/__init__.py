"""Reading strangers' documents. `reader.read_document` is the way in; parsers of closed formats run in a cage."""
