"""The desk: people pass on what the paper does not answer, and its operators answer from a chat of their own."""
