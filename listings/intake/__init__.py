"""How cars come in: photos now; feeds and licence plates later."""
