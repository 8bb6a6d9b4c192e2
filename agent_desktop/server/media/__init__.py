"""RTP: what legs hear, and who hears whom."""
