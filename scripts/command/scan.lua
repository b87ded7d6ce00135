-- gimlet scan: a pack over files, without a corpus.
local args = require "gimlet.cli.args"
local assess = require "gimlet.score.assess"
local explain = require "gimlet.report.explain"
local grading = require "gimlet.score.grading"
local json = require "gimlet.base.json"
local lines = require "gimlet.report.lines"
local reading = require "gimlet.cli.reading"
local scorecard = require "gimlet.report.scorecard"
local tally = require "gimlet.report.tally"
local terminal = require "gimlet.cli.terminal"

-- Reads all files; keeps documents and what the score needs, prints hits as they come.
local function read_all(opened, paths, options, scored)
  local seen = { documents = {}, hits = {}, failures = {}, tally = tally.new(), outside = {}, skimmed = {}, count = 0 }
  local progress = terminal.progress("documents")
  -- In a pack that scores, patterns are tools of its other rules: only --all shows what they find.
  local kinds = not options.json and scored and {} or { entity = true, theme = true,
    pattern = not scored or options.all or nil }
  local how = reading.options(options)
  how.all, how.kinds, how.signature = options.all, kinds, scored
  how.bulk = not scored and (options.json and "lines" or "count") or nil
  local good, message = opened:scan(paths, how, function(answer)
    if answer.counts or answer.lines then
      seen.count = seen.count + answer.documents
      progress:update(seen.count)
      if answer.lines then io.write(answer.lines) else seen.tally:merge(answer.counts, answer.documents) end
    elseif answer.failure then
      seen.failures[#seen.failures + 1] = answer.failure
      terminal.failure(grading.failure_text(answer.failure))
    elseif answer.document then
      seen.documents[#seen.documents + 1] = assess.slim(answer.document)
      seen.count = seen.count + 1
      progress:update(seen.count, nil, answer.document.document)
      assess.count_outside(answer.document, seen.outside)
      assess.count_skimmed(answer.document, seen.skimmed)
      if not scored then seen.tally:add(answer.hits) end
      for _, hit in ipairs(answer.hits) do
        if assess.wants(hit) then seen.hits[#seen.hits + 1] = hit end
        if options.json and (options.all or hit.counts ~= false) then
          io.write(lines.hit_text(hit), "\n")
        end
      end
    end
  end)
  progress:finish()
  if not good then return nil, message end
  return seen
end

local function show(result, seen, options)
  if options.json then
    lines.write(io.write, result, seen.failures)
  elseif options.explain then
    local text, message, names = explain.find(result, options.explain)
    if not text then return nil, message .. (names and args.did_you_mean(options.explain, names) or "") end
    io.write(text)
  else
    local again = "gimlet scan … --explain "
    for i, computed in ipairs(result.scores) do
      if i > 1 then io.write("\n") end
      io.write(scorecard.render(result, computed, { hints = { left_out = again .. "left_out",
        explain = again .. "NAME opens a score, a group, a factor or a hit." }, warnings = seen.warnings,
        outside = seen.outside, skimmed = seen.skimmed }))
    end
    if options.all then io.write("\n", explain.left_out(result)) end
  end
  return true
end

local function run(options, arguments)
  grading.check_date(options.as_of)
  local pack = table.remove(arguments, 1)
  if #arguments == 0 and not options.from then args.misuse("too few arguments") end
  arguments = reading.named(options, arguments)
  if options.include or options.exclude then arguments = reading.files(options, arguments) end
  options.go_on = true
  local opened, message = grading.open({ pack }, options)
  if not opened then return nil, message end
  local description = assess.with_score(opened:describe())
  local scored = #(description.scores or {}) > 0
  local graded, wrong = grading.of_files(arguments, options.sources)
  if not graded then return nil, wrong end
  local seen, why = read_all(opened, arguments, options, scored)
  if not seen then return nil, why end
  graded:apply(seen.documents)
  description = assess.with_score(opened:describe()) -- a rule may have been dropped meanwhile
  seen.warnings = grading.warnings(description, opened, seen.failures)
  if seen.count == 0 and not options.json then
    if #seen.failures == 0 then return nil, table.concat(arguments, " ") .. ": no documents there" end
    return 1
  end
  if scored then
    local result, bad = assess.compute { description = description, hits = seen.hits, documents = seen.documents,
      as_of = options.as_of, options = { combine = grading.combine(opened) }, go_on = true }
    if not result then return nil, bad end
    local shown, unknown = show(result, seen, options)
    if not shown then return nil, unknown end
  elseif not options.json then
    io.write(seen.tally:render(description))
  else
    for _, failure in ipairs(seen.failures) do io.write(json.encode(lines.failure(failure)), "\n") end
  end
  opened:close()
  return (#seen.failures > 0 or grading.incomplete(opened)) and 1 or 0
end

return {
  summary = "run a pack over files, without a corpus",
  usage = "scan PACK FILE… [--json] [--subject NAME]",
  about = "Reads files, folders or standard input (-), finds what the pack looks for and prints the scorecard. A file "
    .. "sources.tsv beside the documents, or named with --sources, grades their publishers.",
  minimum = 1,
  options = reading.with_options {
    "json",
    { "all", help = "also show hits that do not count, with the reason" },
    { "subject", value = "NAME", help = "ask about another subject: world.canada, canada, Canada" },
    { "as-of", value = "DATE", help = "measure age from this day (default: the newest document's date)" },
    { "sources", value = "FILE", help = "grades of publishers (default: sources.tsv beside the files)" },
    { "explain", value = "WHAT", help = "open a score, group, factor, hit, or left_out instead of the scorecard" },
    "jobs",
  },
  examples = {
    { "gimlet scan five_eyes articles/", "the scorecard of all files below a folder" },
    { "gimlet scan five_eyes articles/*.txt --json > hits.jsonl", "every hit, factor and score as JSON Lines" },
    { "gimlet scan five_eyes - --subject Canada < article.txt", "another subject, from standard input" },
    { "gimlet scan five_eyes articles/ --explain secrecy_law", "one factor with all its quotes" },
  },
  run = run,
}
