-- A network of entities: who is named with whom in one sentence, as GraphML or DOT.
local ESCAPES <const> = { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;" }
local function escape(text) return (text:gsub('[&<>"]', ESCAPES)) end

local function graphml(names, counts, edges)
  local out = { '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    .. '<key id="n" for="node" attr.name="count" attr.type="int"/>\n<key id="w" for="edge" attr.name="weight" '
    .. 'attr.type="int"/>\n<graph edgedefault="undirected">' }
  for _, name in ipairs(names) do
    out[#out + 1] = ('<node id="%s"><data key="n">%d</data></node>'):format(escape(name), counts[name])
  end
  for _, edge in ipairs(edges) do
    out[#out + 1] = ('<edge source="%s" target="%s"><data key="w">%d</data></edge>'):format(escape(edge.from),
      escape(edge.to), edge.sentences)
  end
  return table.concat(out, "\n") .. "\n</graph>\n</graphml>\n"
end

local function dot(names, counts, edges)
  local out = { "graph entities {" }
  local function quoted(text) return '"' .. text:gsub('[\\"]', "\\%0") .. '"' end
  for _, name in ipairs(names) do out[#out + 1] = ("  %s [count=%d];"):format(quoted(name), counts[name]) end
  for _, edge in ipairs(edges) do
    out[#out + 1] = ("  %s -- %s [weight=%d];"):format(quoted(edge.from), quoted(edge.to), edge.sentences)
  end
  return table.concat(out, "\n") .. "\n}\n"
end

return {
  usage = "network PACK [--where CONDITION]",
  about = "PACK's entities are the nodes. What -o names decides the form: .graphml (Gephi, yEd, igraph), .dot or .gv "
    .. "(Graphviz), or .csv for the list of edges.",
  minimum = 1, maximum = 1,
  options = {
    { "where", short = "w", value = "CONDITION", help = "only documents that fulfil it" },
    { "min", value = "N", kind = "integer", default = 2, help = "only pairs so often together (default: 2)" },
    { "form", value = "FORM", choices = { "table", "graphml", "dot" },
      help = "table, graphml or dot (default: by -o)" },
    { "out", short = "o", value = "FILE", help = "write FILE: .graphml, .dot, .gv, .csv, .jsonl" },
  },
  examples = { "gimlet do network world -o network.graphml",
    { "gimlet do network world --form dot | dot -Tsvg > network.svg", "drawn by Graphviz" } },
  run = function(words, options, arguments)
    local sentences, pairs_, edges, counts, names = {}, {}, {}, {}, {}
    for hit in words.hits(arguments[1], { where = options.where, kinds = { entity = true } }) do
      local name = hit.attributes and hit.attributes.id or hit.text
      local place = hit.hash .. " " .. hit.sentence_begin
      sentences[place] = sentences[place] or {}
      sentences[place][name] = true
    end
    for _, found in pairs(sentences) do
      for from in pairs(found) do
        for to in pairs(found) do
          if from < to then pairs_[from .. "\0" .. to] = (pairs_[from .. "\0" .. to] or 0) + 1 end
        end
      end
    end
    for pair, count in pairs(pairs_) do
      local from, to = pair:match "^(.-)%z(.*)$"
      if count >= options.min then edges[#edges + 1] = { from = from, to = to, sentences = count } end
    end
    table.sort(edges, function(a, b)
      if a.sentences ~= b.sentences then return a.sentences > b.sentences end
      return a.from .. "\0" .. a.to < b.from .. "\0" .. b.to
    end)
    for _, edge in ipairs(edges) do
      for _, name in ipairs { edge.from, edge.to } do
        if not counts[name] then names[#names + 1] = name end
        counts[name] = (counts[name] or 0) + edge.sentences
      end
    end
    local form = options.form or ({ graphml = "graphml", dot = "dot", gv = "dot" })[(options.out or ""):match "%w+$"]
    if not form or form == "table" then return words.rows(edges, { "from", "to", "sentences" }) end
    local text = (form == "dot" and dot or graphml)(names, counts, edges)
    return words.page(text, text)
  end,
}
