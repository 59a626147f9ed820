"""The site as its visitors meet it, in Debian's Chromium: `make e2e`."""
