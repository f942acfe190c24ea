#!lua flags=allow-cross-slot-keys
-- Publishes one payload to many channels of one master's slots; the payload travels there once.
-- KEYS: none. ARGV[1]: the payload; ARGV[2] and on: the channels.
-- Returns the number of subscribers that got it, over all the channels; fails at the first channel
-- whose slot the master does not have.
local receivers = 0
for i = 2, #ARGV do
  receivers = receivers + redis.call('SPUBLISH', ARGV[i], ARGV[1])
end
return receivers
