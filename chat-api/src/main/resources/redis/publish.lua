-- Publishes one payload to many channels; the payload travels to Redis once.
-- KEYS: none. ARGV[1]: the payload; ARGV[2] and on: the channels.
-- Returns the number of subscribers that got it, over all the channels.
local receivers = 0
for i = 2, #ARGV do
  receivers = receivers + redis.call('PUBLISH', ARGV[i], ARGV[1])
end
return receivers
