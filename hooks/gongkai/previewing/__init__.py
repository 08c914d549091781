"""The preview on one's own machine: pages made when they are asked for, mistakes shown over the last good ones."""
