-- Words that hand over what others found: plot, export, sql, rows, show, analysis.
local export = require "gimlet.vocabulary.export"
local plot = require "gimlet.vocabulary.plot"
local result = require "gimlet.vocabulary.result"

local M = {}

local TABLES <const> = "SELECT m.name AS [table], group_concat(c.name, ', ') AS columns FROM sqlite_master m "
  .. "JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' GROUP BY m.name"

---Adds plot, export, sql, rows, show, analysis.
---@param words table
---@param session table
function M.extend(words, session)
  ---Draws rows or numbers: bars, lines, spark (a line of text each), calendar (by days or months). Matches and hits are
  ---counted first. With `file` it writes SVG.
  ---
  ---    plot(freq("peace", { by = "year" }))
  ---    plot(kwic "peace", "calendar")
  ---    plot({ 3, 1, 4, 1, 5 }, "spark")
  ---    plot(freq { limit = 5 }, "bars", { file = "words.svg", title = "Words" })
  ---@param data table a result, a list of rows, numbers, or names with numbers
  ---@param kind? string bars, lines, spark, calendar
  ---@param options? { file: string?, value: string?, label: string?, title: string?, width: integer? }
  ---@return result
  function words.plot(data, kind, options) return plot.draw(data, kind, options) end

  ---Writes rows to a file; its name tells the format: .csv, .tsv, .jsonl, .txt, .svg. Hits also go to other programs
  ---with their texts, as `gimlet export` writes them: .conllu, .jsonld (W3C Web Annotation), or "brat" into a folder.
  ---
  ---    export(kwic "peace", "peace.csv")
  ---    export(freq(), "words.jsonl")
  ---    export(hits "five_eyes", "for_coders", "brat")
  ---@param rows table a result or a list of rows
  ---@param path string
  ---@param format? string brat, conllu or webannotation
  ---@return result
  function words.export(rows, path, format) return export.to_file(rows, path, format) end

  ---Asks the corpus file in SQL. Reading only: SQLite itself refuses all else. Tables: documents, metadata, sources,
  ---grades, aliases, runs, scores, ledger, decisions, types and others; `sql "tables"` lists them.
  ---
  ---    sql "SELECT source, COUNT(*) AS n FROM documents GROUP BY source ORDER BY n DESC LIMIT 5"
  ---    sql("SELECT title FROM documents WHERE date > ?", "2000")
  ---@param query string
  ---@param ... string|number parameters
  ---@return result
  function words.sql(query, ...)
    if query == "tables" then
      return result.new(session.corpus():query(TABLES), { kind = "row", columns = { "table", "columns" } })
    end
    local rows, columns = session.corpus().box:ask(query, ...)
    if not rows then error(columns, 0) end
    return result.new(rows, { kind = "row", columns = columns,
      note = function(self) return ("%d row%s"):format(#self, #self == 1 and "" or "s") end })
  end

  ---Makes rows a result, with its methods and its look.
  ---
  ---    rows({ { name = "a", n = 2 }, { name = "b", n = 1 } }, { "name", "n" }):plot()
  ---@param list table[]
  ---@param columns? string[] those to show, the most wanted first
  ---@param about? { note: string?, label: string?, value: string?, title: string? }
  ---@return result
  function words.rows(list, columns, about)
    about = about or {}
    return result.new(list, { kind = about.kind or "row", columns = columns, label = about.label, value = about.value,
      axis = about.axis, headers = about.headers, render = about.render,
      note = about.note and function() return about.note end or nil, told = session.told })
  end

  ---A page of text as a result; `raw` is what a file gets instead.
  ---
  ---    page "done\n"
  ---@param text string
  ---@param raw? string
  ---@return result
  function words.page(text, raw)
    local made = result.page(text)
    result.about(made).raw = raw
    return made
  end

  ---Prints a document as it was read, what was left out dimmed.
  ---
  ---    show(1)
  ---@param which integer|string
  function words.show(which)
    require("gimlet.vocabulary.evidence").command(session, "show", {}, { tostring(which) })
  end

  ---Runs an analysis, as `gimlet do NAME` does; without a name lists them.
  ---
  ---    analysis()
  ---    analysis("glossary", { limit = 5 })
  ---@param name? string
  ---@param options? table its options by name; arguments in order
  ---@return result
  function words.analysis(name, options)
    local analyses = require "gimlet.vocabulary.analyses"
    if not name then return analyses.overview(words) end
    local arguments, given = {}, {}
    for key, value in pairs(options or {}) do
      if math.type(key) == "integer" then arguments[key] = tostring(value) else given[key] = value end
    end
    return analyses.run(session.must(analyses.find(name)), words, given, arguments)
  end
end

return M
