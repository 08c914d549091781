"""What a build keeps of the last index: entries, lists of terms and files that are the same are not made again."""
