print("lakatos-check")
