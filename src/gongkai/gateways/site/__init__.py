"""The baked site on disk: written whole or not at all, listed in a signed manifest, verifiable by anyone."""

from gongkai.gateways.site.baking import Baking, open_site
from gongkai.gateways.site.signing import Signer, public_key_of
from gongkai.gateways.site.trust import DamagedSiteError
from gongkai.gateways.site.verifying import Verdict, verify

__all__ = ["Baking", "DamagedSiteError", "Signer", "Verdict", "open_site", "public_key_of", "verify"]
