print("lakatos")
