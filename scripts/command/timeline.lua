-- gimlet timeline: the evidence of a stored run by year, or by source, author, any metadata.
local args = require "gimlet.cli.args"
local breakdown = require "gimlet.score.breakdown"
local corpora = require "gimlet.corpus"
local json = require "gimlet.base.json"
local stored = require "gimlet.score.stored"

local function print_json(rows, key, factor)
  for _, row in ipairs(rows) do
    io.write(json.encode { type = "part", by = key, value = row.value, score = json.micro(row.score), factor = factor,
      balance = row.balance and json.micro(row.balance), supports = row.supports, opposes = row.opposes,
      documents = row.documents, schema = 1 }, "\n")
  end
  return 0
end

local function check_factor(description, factor)
  local names = {}
  for i, declared in ipairs(description.factors) do
    names[i] = declared.id
    if factor == declared.id or factor == declared.name then return end
  end
  args.misuse(("no factor “%s” in the run%s"):format(factor, args.did_you_mean(factor, names)))
end

return {
  summary = "evidence and score year by year, or by source, author, any metadata",
  usage = "timeline [FACTOR] [--by KEY] [--run ID]",
  about = "Draws the latest run apart: the score computed anew over what was written in each year, with the number of "
    .. "pieces of evidence against and for. With --by spoken over the year that a hit speaks of, where it tells one; "
    .. "with FACTOR its balance alone. Decisions made since the run are heeded.",
  maximum = 1,
  options = {
    "corpus", "json",
    { "by", value = "KEY", help = "year (written) unless told otherwise: " .. breakdown.HELP },
    { "run", value = "ID", help = "a stored run: number, id or its beginning (default: the latest)" },
  },
  examples = {
    { "gimlet timeline", "the score by the year of the articles" },
    { "gimlet timeline security_clearance --by spoken", "one factor by the year that is spoken of" },
    { "gimlet timeline --by source", "what each source alone would say" },
  },
  run = function(options, arguments)
    local corpus <close>, message = corpora.open(options.corpus, { readonly = true })
    if not corpus then return nil, message end
    local input, wrong = stored.input(corpus, options.run)
    if not input then return nil, wrong end
    local key, factor = options.by or "year", arguments[1]
    if factor then check_factor(input.description, factor) end
    local told, none = breakdown.told(corpus, key)
    if none then args.misuse("--by: " .. none) end
    local combine, opened = stored.own_formula(input.description, input)
    if not combine and opened then return nil, opened end
    local parts, why = breakdown.by({ description = input.description, documents = input.documents, hits = input.hits,
      decisions = corpus:decisions(), as_of = input.as_of, options = { combine = combine } }, key, told)
    if opened then opened:close() end
    if not parts then return nil, why end
    local rows = breakdown.rows(parts, nil, factor)
    if options.json then return print_json(rows, key, factor) end
    io.write(breakdown.render(rows, key == "spoken" and "year spoken of" or key))
    return 0
  end,
}
