"""The list of everything that the product is made of (SBOM), in CycloneDX: `./manage.sh sbom [FILE]`."""
