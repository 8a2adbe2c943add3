"""The language model as a service: any server that speaks OpenAI's chat completions."""
