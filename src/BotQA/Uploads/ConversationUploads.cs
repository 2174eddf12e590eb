using System.Diagnostics.CodeAnalysis;
using BotQA.Bot;
using BotQA.Knowledge.Documents;
using Microsoft.Extensions.Options;

namespace BotQA.Uploads;

/// <summary>The files of each conversation, in memory alone, bounded in number and age. Safe for use from many threads.</summary>
internal sealed class ConversationUploads(IOptions<UploadOptions> options, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ConversationKey, Shelf> _shelves = [];
    private readonly UploadOptions _options = options.Value;

    /// <summary>The files of a conversation, oldest first; asking for them keeps them.</summary>
    public IReadOnlyList<UploadedFile> Of(ConversationKey conversation)
    {
        lock (_gate)
        {
            ForgetExpired();
            if (!_shelves.TryGetValue(conversation, out var shelf))
            {
                return [];
            }

            shelf.LastUse = time.GetUtcNow();
            return shelf.Files;
        }
    }

    /// <summary>How many more chunks a conversation may have when a file of this name is added, or replaced.</summary>
    /// <returns>The number, or null when it has as many files as it may.</returns>
    public int? RoomFor(ConversationKey conversation, string name)
    {
        var others = Of(conversation).Where(file => file.Name != name).ToList();
        return others.Count < _options.MaxFiles ? Math.Max(0, _options.MaxChunks - others.Sum(file => file.Chunks.Count)) : null;
    }

    /// <summary>Adds a file, or replaces the one of its name.</summary>
    public void Add(ConversationKey conversation, UploadedFile file)
    {
        lock (_gate)
        {
            ForgetExpired();
            if (!_shelves.TryGetValue(conversation, out var shelf))
            {
                if (_shelves.Count >= _options.MaxConversations)
                {
                    _shelves.Remove(_shelves.MinBy(entry => entry.Value.LastUse).Key);
                }

                _shelves.Add(conversation, shelf = new Shelf());
            }

            shelf.Files = [.. shelf.Files.Where(other => other.Name != file.Name), file];
            shelf.LastUse = time.GetUtcNow();
        }
    }

    /// <summary>Forgets the files of a conversation.</summary>
    public void Forget(ConversationKey conversation)
    {
        lock (_gate)
        {
            _shelves.Remove(conversation);
        }
    }

    /// <summary>Finds a document of any conversation by its id, which is known in its own conversation alone.</summary>
    public bool TryGet(string documentId, [NotNullWhen(true)] out Document? document)
    {
        lock (_gate)
        {
            ForgetExpired();
            document = _shelves.Values.SelectMany(shelf => shelf.Files).SelectMany(file => file.Documents).FirstOrDefault(candidate => candidate.Id == documentId);
            return document is not null;
        }
    }

    private void ForgetExpired()
    {
        var earliest = time.GetUtcNow() - _options.Lifetime;
        foreach (var expired in _shelves.Where(entry => entry.Value.LastUse <= earliest).Select(entry => entry.Key).ToList())
        {
            _shelves.Remove(expired);
        }
    }

    private sealed class Shelf
    {
        public IReadOnlyList<UploadedFile> Files { get; set; } = [];

        public DateTimeOffset LastUse { get; set; }
    }
}
