-- Conflicts of fact: what independent stories say differently, each value with its quote and where it stands.
return {
  usage = "conflicts [PACK]",
  about = "Of a pack, or of the latest run. A rule with a capture named value makes claims; where stories give "
    .. "different values, all are listed, with how many stories give each. Nothing is decided.",
  maximum = 1,
  examples = { "gimlet do conflicts five_eyes" },
  run = function(words, _, arguments)
    local rows = {}
    for _, conflict in ipairs(words.evidence(arguments[1]).result.conflicts) do
      for _, value in ipairs(conflict.values) do
        local hit, document = value.line.hit, value.line.document or {}
        rows[#rows + 1] = { about = conflict.about or conflict.rule, rule = conflict.rule, value = value.value,
          stories = value.stories, source = document.source, date = document.date, document = hit.document,
          sentence = hit.sentence and hit.sentence:gsub("%s+", " "), speaker = value.line.speaker }
      end
    end
    return words.rows(rows, { "about", "value", "stories", "source", "date", "sentence", "document", "rule" },
      { label = "value", value = "stories" })
  end,
}
