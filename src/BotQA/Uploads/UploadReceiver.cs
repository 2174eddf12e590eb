using System.Text;
using BotQA.ActivityProtocol.Files;
using BotQA.ActivityProtocol.Schema;
using BotQA.Bot;
using BotQA.Bot.Rendering;
using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Embeddings;
using BotQA.Knowledge.Ingestion;
using BotQA.Knowledge.Storage;
using Microsoft.Extensions.Options;

namespace BotQA.Uploads;

/// <summary>Takes the files that a user sends, and makes them part of the conversation.</summary>
internal sealed partial class UploadReceiver(
    FileDownloader downloader,
    KnowledgeFolder folder,
    DocumentEncoder encoder,
    ConversationUploads uploads,
    IOptions<UploadOptions> options,
    ILogger<UploadReceiver> logger) : IDisposable
{
    private readonly UploadOptions _options = options.Value;
    private readonly UploadReplies _replies = new(options.Value);

    // Embedding keeps every processor busy: one file at a time, the others wait.
    private readonly SemaphoreSlim _encoding = new(1, 1);

    /// <summary>The extensions that are taken.</summary>
    private IReadOnlyList<string> Extensions => _options.Extensions.Count == 0
        ? folder.Extensions
        : [.. folder.Extensions.Intersect(_options.Extensions, StringComparer.OrdinalIgnoreCase)];

    /// <summary>The files of a message, however they are sent; Teams' copy of the text as HTML is none.</summary>
    public static IReadOnlyList<Attachment> FilesOf(Activity message) =>
        [.. (message.Attachments ?? []).Where(attachment =>
            FileDownloader.CanDownload(attachment) || attachment.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) != true)];

    /// <summary>Takes the files of a message.</summary>
    /// <returns>What became of each, in Markdown.</returns>
    public async Task<string> ReceiveAsync(Activity message, CancellationToken cancellationToken)
    {
        if (!_options.Enabled)
        {
            return UploadReplies.Disabled;
        }

        if (!message.IsPersonal())
        {
            return UploadReplies.NotPersonal;
        }

        var conversation = ConversationKey.Of(message);
        var flavor = MarkdownFlavors.Of(message.ChannelId);
        var replies = new List<string>();
        var taken = false;
        foreach (var attachment in FilesOf(message))
        {
            var name = NameOf(attachment);
            try
            {
                var file = await ReceiveAsync(attachment, name, conversation, cancellationToken);
                uploads.Add(conversation, file);
                taken = true;
                replies.Add(UploadReplies.Read(file, flavor));
                LogTaken(message.ChannelId, file.Documents.Count, file.Chunks.Count);
            }
            catch (UploadRefusedException refusal)
            {
                replies.Add(UploadReplies.Refused(name, refusal.Message, flavor));
                LogRefused(message.ChannelId);
                LogReason(refusal.Message);
            }
        }

        return string.Join("\n\n", taken ? [.. replies, _replies.Kept()] : replies);
    }

    /// <inheritdoc/>
    public void Dispose() => _encoding.Dispose();

    private async Task<UploadedFile> ReceiveAsync(Attachment attachment, string name, ConversationKey conversation, CancellationToken cancellationToken)
    {
        if (!Extensions.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase))
        {
            throw new UploadRefusedException($"I read only {string.Join(", ", Extensions)}.");
        }

        if (!FileDownloader.CanDownload(attachment))
        {
            throw new UploadRefusedException("This channel doesn't hand me the file itself.");
        }

        if (uploads.RoomFor(conversation, name) is not { } room)
        {
            throw new UploadRefusedException(_replies.TooManyFiles);
        }

        var bytes = await DownloadAsync(attachment, cancellationToken);
        await using var content = new MemoryStream(bytes.ToArray(), 0, bytes.Length, writable: false, publiclyVisible: true);
        var results = await folder.ReadAsync(new DocumentSource(UploadedFile.NewId(name), content), cancellationToken);
        if (results[0].Failure is { } failure)
        {
            throw new UploadRefusedException(failure);
        }

        return await EncodeAsync(name, [.. results.Select(result => result.Document).OfType<Document>()], room, cancellationToken);
    }

    private async Task<ReadOnlyMemory<byte>> DownloadAsync(Attachment attachment, CancellationToken cancellationToken)
    {
        try
        {
            return await downloader.DownloadAsync(attachment, _options.MaxFileBytes, cancellationToken);
        }
        catch (FileDownloadException exception)
        {
            LogNotFetched(exception.Message);
            throw new UploadRefusedException(exception.Error switch
            {
                FileDownloadError.TooLong => _replies.TooLong,
                FileDownloadError.NotAllowed => "It lies where I'm not allowed to fetch files from. Whoever runs me will find the setting in the log.",
                _ => "I couldn't fetch it. Please send it again.",
            });
        }
    }

    private async Task<UploadedFile> EncodeAsync(string name, IReadOnlyList<Document> documents, int room, CancellationToken cancellationToken)
    {
        var chunked = documents.Select(document => (Document: document, Chunks: encoder.Chunk(document))).ToList();
        var count = chunked.Sum(item => item.Chunks.Count);
        if (count == 0)
        {
            throw new UploadRefusedException("It holds no text that I can search.");
        }

        if (count > room)
        {
            throw new UploadRefusedException(_replies.TooMuchText(count, room));
        }

        await _encoding.WaitAsync(cancellationToken);
        try
        {
            var records = new List<KnowledgeChunk>(count);
            foreach (var (document, chunks) in chunked)
            {
                records.AddRange(await encoder.EncodeAsync(document, chunks, cancellationToken));
            }

            return new UploadedFile(name, documents, records);
        }
        catch (EmbeddingException exception)
        {
            LogNotEmbedded(exception.Message);
            throw new UploadRefusedException(exception.RefusesTexts
                ? "The embedding model refuses its text."
                : "The embedding model that I need for it can't be reached. Please send it again later.");
        }
        finally
        {
            _encoding.Release();
        }
    }

    // The name is whatever a client says; it becomes part of an id and of a link.
    private static string NameOf(Attachment attachment)
    {
        const int MaxLength = 120;
        var given = attachment.Name ?? "";
        var name = string.Concat(given[(given.LastIndexOfAny(['/', '\\']) + 1)..].EnumerateRunes().Where(rune => !Rune.IsControl(rune) && rune != Rune.ReplacementChar)).Trim(' ', '.');
        var extension = Path.GetExtension(name);
        if (name.Length > MaxLength && extension.Length < MaxLength)
        {
            name = name[..(MaxLength - extension.Length)].TrimEnd('\ud800', '\udbff') + extension;
        }

        return name.Length == 0 ? "file" : name;
    }

    [LoggerMessage(LogLevel.Information, "Took a file on {Channel}: {Documents} documents, {Chunks} chunks")]
    private partial void LogTaken(string? channel, int documents, int chunks);

    [LoggerMessage(LogLevel.Information, "Refused a file on {Channel}")]
    private partial void LogRefused(string? channel);

    [LoggerMessage(LogLevel.Trace, "The file was refused: {Reason}")]
    private partial void LogReason(string reason);

    [LoggerMessage(LogLevel.Warning, "A file that a user sent was not embedded: {Reason}")]
    private partial void LogNotEmbedded(string reason);

    [LoggerMessage(LogLevel.Warning, "A file that a user sent was not fetched: {Reason}")]
    private partial void LogNotFetched(string reason);
}
