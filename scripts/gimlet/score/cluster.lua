-- Which documents are copies or near-copies of one story.
--
-- A document's signature is a sample of its 3-word shingles (core/load/signature.h). Two documents belong together
-- where half of the shorter one's shingles are in the other (copies), or SHARE of those that few documents have
-- (revisions: every third word changed), and the longer is at most four times as long. Clusters are the connected
-- groups.
local core = require "gimlet.core"
local M = { SHARE = 0.14 }

---Clusters of documents. The result does not depend on the order of the documents.
---@param documents { hash: string, signature: string? }[] without signature (or words): a cluster of one
---@return table<string, string> cluster the smallest hash of each hash's cluster
function M.of(documents)
  local sorted, clusters, signatures, seen = {}, {}, {}, {}
  for _, document in ipairs(documents) do
    if type(document.hash) ~= "string" then error("a document needs a hash", 2) end
    if not seen[document.hash] then
      seen[document.hash] = true
      sorted[#sorted + 1] = document
    end
  end
  table.sort(sorted, function(a, b) return a.hash < b.hash end)
  for i, document in ipairs(sorted) do signatures[i] = document.signature or "" end
  local roots = assert(core.load.cluster(signatures, M.SHARE))
  for i, document in ipairs(sorted) do clusters[document.hash] = sorted[roots[i]].hash end
  return clusters
end

---The clusters of more than one document, as lists of hashes, each sorted, in the order of their first.
---@param clusters table<string, string> what `of` gave
---@return string[][]
function M.groups(clusters)
  local members, groups = {}, {}
  for hash, cluster in pairs(clusters) do
    members[cluster] = members[cluster] or {}
    table.insert(members[cluster], hash)
  end
  for _, list in pairs(members) do
    if #list > 1 then
      table.sort(list)
      groups[#groups + 1] = list
    end
  end
  table.sort(groups, function(a, b) return a[1] < b[1] end)
  return groups
end

---How alike two documents are: shares of all shingles, and of the shorter one's.
---@param a { signature: string }
---@param b { signature: string }
---@return number jaccard
---@return number containment
function M.resemblance(a, b) return core.load.resemblance(a.signature, b.signature) end

return M
