"""The product as plain processes on this machine: servers, gateway, worker and web application."""
