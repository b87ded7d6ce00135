-- Does a finished brief keep to ICD 203 (one row of terms, likelihood and confidence apart) and ICD 206 (sources)?
local gimlet = require "gimlet"
local brief = require "gimlet.report.brief"

return {
  usage = "lint_brief FILE…",
  about = "Looks over a finished text: terms of both rows of ICD 203, likelihood and confidence in one sentence, "
    .. "words that leave open how likely, sentences without a source behind them, notes that lead nowhere. A note at "
    .. "the end of a paragraph stands for the sentences before it; judgements (“we assess”), questions and what names "
    .. "its source (“according to the ministry”) need none. The words are rules, in the pack estimative.",
  minimum = 1,
  examples = { "gimlet do lint_brief brief.docx", { "gimlet do lint_brief brief.md --json", "for an editor" } },
  run = function(words, _, arguments)
    local documents, failures = gimlet.read(arguments)
    local found = assert(gimlet.scan("estimative", arguments))
    if not documents then error(failures, 0) end
    if failures[1] then error(failures[1].document .. ": " .. failures[1].message, 0) end
    local rows = {}
    for _, document in ipairs(documents) do
      for _, finding in ipairs(brief.findings(document, found.hits)) do rows[#rows + 1] = finding end
    end
    return words.rows(rows, { "document", "paragraph", "code", "message", "text" }, { label = "code",
      render = brief.render })
  end,
}
