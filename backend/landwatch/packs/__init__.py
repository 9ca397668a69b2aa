"""Rule packs that come with Landwatch: directories of TOML, data and no code. `core.packs` loads them."""
