"""The gateway's settings by topic; `app.core.config` has them all."""
