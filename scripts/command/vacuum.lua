-- gimlet vacuum: a corpus file as small as it can be.
local corpus = require "gimlet.corpus"
local files = require "gimlet.base.files"
local json = require "gimlet.base.json"

local function size_of(path)
  local sum = 0
  for _, ending in ipairs { "", "-wal" } do
    local found = files.status(path .. ending)
    sum = sum + (found and found.size or 0)
  end
  return sum
end

return {
  summary = "make a corpus file as small as it can be",
  usage = "vacuum [OPTIONS]",
  about = "Joins what many loads have left in pieces and gives the space of what was dropped back to the disk. Needs "
    .. "room for a second copy of the file meanwhile. Nothing is lost when it is interrupted.",
  maximum = 0,
  options = { "corpus", "json" },
  examples = { "gimlet vacuum", "gimlet vacuum -c japan.db" },
  run = function(options)
    local open, message = corpus.open(options.corpus)
    if not open then return nil, message end
    local closing <close> = open -- luacheck: ignore closing
    local before = size_of(open.path)
    local good, why = open.box:compact()
    if not good then return nil, why end
    local after = size_of(open.path)
    if options.json then
      print(json.encode({ type = "vacuum", schema = 1, before = before, after = after }))
    else
      print(("%s: %.1f MB, was %.1f MB."):format(open.path, after / 1000000, before / 1000000))
    end
    return 0
  end,
}
