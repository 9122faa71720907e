"""The tests of whosewords; the folders mirror the packages."""
