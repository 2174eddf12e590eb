using System.Collections.Concurrent;
using BotQA.Knowledge.Documents;

namespace BotQA.Knowledge.Ingestion.Folders;

/// <summary>Says what an update would change, by the hashes of the files that may have.</summary>
internal static class FolderCheck
{
    public static async Task<FolderChanges> RunAsync(FolderPlan plan, KnowledgeFolder folder, ContentHash reading, CancellationToken cancellationToken)
    {
        var hashes = new ConcurrentDictionary<string, ContentHash>(StringComparer.Ordinal);
        await Parallel.ForEachAsync(plan.Candidates, cancellationToken, async (candidate, token) =>
        {
            var loaded = await folder.LoadAsync(candidate.File, token);
            if (loaded.Content is { } content)
            {
                hashes[candidate.File.Id] = ContentHash.Of(content.GetBuffer().AsSpan(0, (int)content.Length));
            }
        });

        var renamed = new RenamedFiles(plan.Removed, plan.Candidates);
        var changes = new ChangeList(plan.Unchanged);
        foreach (var candidate in plan.Candidates)
        {
            ContentHash? hash = hashes.TryGetValue(candidate.File.Id, out var found) ? found : null;
            changes.Add(candidate.File.Id, candidate.Known, hash, reading, renamed.Take(candidate, hash));
        }

        changes.Remove(plan.Removed.Except(renamed.Taken));
        return changes.ToChanges();
    }
}
