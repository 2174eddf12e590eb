namespace BotQA.Knowledge.Documents;

/// <summary>Reads one file and what is attached to it, within the limits; whatever goes wrong becomes a reason.</summary>
internal sealed class KnowledgeFileReader(IReadOnlyDictionary<string, DocumentReader> readers, DocumentOptions options)
{
    // Parsers call themselves for what is nested; that takes more than the stack of a pool's thread long before it is a limit's business.
    private const int StackBytes = 16 << 20;

    // ERROR_SHARING_VIOLATION of Windows, EWOULDBLOCK of Linux and of macOS: how .NET reports a file that another process locks.
    private static readonly int[] LockErrors = [unchecked((int)0x80070020), 11, 35];

    /// <summary>Loads the bytes of a file, unless it is beyond the limit or can't be had.</summary>
    public async Task<LoadedFile> LoadAsync(KnowledgeFile file, CancellationToken cancellationToken)
    {
        try
        {
            return LoadedFile.Of(file, await LoadInTimeAsync(file.Path, cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception)
        {
            return LoadedFile.Failed(file, Reason(exception, Path.GetExtension(file.Path)), isPassing: exception is IOException);
        }
    }

    /// <summary>Reads a file with a known extension: the result for the file itself first, then those of its attachments.</summary>
    public async Task<IReadOnlyList<DocumentReadResult>> ReadAsync(LoadedFile loaded, CancellationToken cancellationToken) =>
        loaded.Content is { } content
            ? await ReadAsync(new DocumentSource(loaded.File.Id, content), cancellationToken)
            : [DocumentReadResult.Failed(loaded.File.Id, loaded.Failure!)];

    /// <summary>Reads what is in memory and has a known extension, as a file is read.</summary>
    public async Task<IReadOnlyList<DocumentReadResult>> ReadAsync(DocumentSource source, CancellationToken cancellationToken)
    {
        var results = new List<DocumentReadResult>();
        await ReadAsync(source, depth: 0, results, cancellationToken);
        return results;
    }

    private async Task ReadAsync(DocumentSource source, int depth, List<DocumentReadResult> results, CancellationToken cancellationToken)
    {
        var extension = Path.GetExtension(source.FileName);
        IReadOnlyList<DocumentSource> attachments;
        try
        {
            var content = await ReadInTimeAsync(readers[extension], source, cancellationToken);
            if (content.Document.Text.Length > options.MaxTextCharacters)
            {
                throw DocumentLimits.TooMuchText(options.MaxTextCharacters);
            }

            results.Add(DocumentReadResult.Read(content.Document));
            attachments = content.Attachments;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception)
        {
            results.Add(DocumentReadResult.Failed(source.Id, Reason(exception, extension)));
            return;
        }

        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var attachment in attachments)
        {
            await using var stream = attachment.Content;
            if (!readers.ContainsKey(Path.GetExtension(attachment.FileName)))
            {
                continue;
            }

            var id = $"{source.Id}/{UniqueName(names, attachment.FileName)}";
            if (depth + 1 > options.MaxAttachmentDepth)
            {
                results.Add(Refused(id, "It is attached too deep, to a mail that is itself attached.", nameof(DocumentOptions.MaxAttachmentDepth)));
            }
            else if (results.Count > options.MaxAttachments)
            {
                results.Add(Refused(id, "It and what follows is beyond the number of attachments that are read.", nameof(DocumentOptions.MaxAttachments)));
                return;
            }
            else
            {
                await ReadAsync(attachment with { Id = id }, depth + 1, results, cancellationToken);
            }
        }
    }

    /// <summary>Reads a source on a thread of its own, and leaves that thread behind when it takes too long.</summary>
    private async Task<DocumentContent> ReadInTimeAsync(DocumentReader reader, DocumentSource source, CancellationToken cancellationToken)
    {
        var reading = new TaskCompletionSource<DocumentContent>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var token = ending.Token;
        var thread = new Thread(
            () =>
            {
                try
                {
                    // From memory a reader has nothing to wait for, so this is where it runs from beginning to end.
                    reading.SetResult(reader.ReadAsync(source, token).GetAwaiter().GetResult());
                }
                catch (Exception exception)
                {
                    reading.SetException(exception);
                }
            },
            StackBytes)
        {
            IsBackground = true,
            Name = "BotQA document reader",
        };
        thread.Start();
        try
        {
            return await reading.Task.WaitAsync(options.MaxReadTime, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw DocumentLimits.TookTooLong(options.MaxReadTime);
        }
        finally
        {
            await ending.CancelAsync();

            // What a reader that was left behind still throws is nobody's business.
            _ = reading.Task.ContinueWith(t => t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }
    }

    /// <summary>Loads a file; opening a pipe or a file of a network that is down may never end.</summary>
    private async Task<MemoryStream> LoadInTimeAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await Task.Run(() => LoadAsync(path, cancellationToken), cancellationToken).WaitAsync(options.MaxReadTime, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw DocumentLimits.TookTooLong(options.MaxReadTime);
        }
    }

    private async Task<MemoryStream> LoadAsync(string path, CancellationToken cancellationToken)
    {
        await using var content = new FileStream(path, new FileStreamOptions
        {
            Share = FileShare.ReadWrite | FileShare.Delete,
            Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
        });
        if (content.Length > options.MaxFileBytes)
        {
            throw new DocumentReadException(FormattableString.Invariant(
                $"The file has {content.Length / 1048576.0:0.#} MB, more than the {options.MaxFileBytes / 1048576.0:0.###} MB allowed. Split it, or raise the setting Knowledge:MaxFileBytes."));
        }

        var bytes = new byte[content.Length];
        var count = await content.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        return new MemoryStream(bytes, 0, count, writable: false, publiclyVisible: true);
    }

    private static string UniqueName(HashSet<string> names, string name)
    {
        var unique = name;
        for (var i = 2; !names.Add(unique); i++)
        {
            unique = FormattableString.Invariant($"{Path.GetFileNameWithoutExtension(name)} ({i}){Path.GetExtension(name)}");
        }

        return unique;
    }

    private static DocumentReadResult Refused(string id, string reason, string setting) =>
        DocumentReadResult.Failed(id, $"{reason} Save it as a file of its own, or raise the setting {DocumentOptions.SectionName}:{setting}.");

    private static string Reason(Exception exception, string extension) => exception switch
    {
        DocumentReadException => exception.Message,
        UnauthorizedAccessException =>
            "The file can't be opened: access is denied. Let the account that runs BotQA read it, or move it out of the folder.",
        FileNotFoundException or DirectoryNotFoundException =>
            "The file is gone: it was moved or deleted, or it is a link that leads nowhere. Read the folder again, or remove the link.",
        IOException when LockErrors.Contains(exception.HResult) =>
            "The file is locked by another program. Close it there and read the folder again.",
        IOException =>
            $"The file can't be read: {exception.Message} Check that it opens in another program, or move it out of the folder.",
        _ =>
            $"The file can't be read as a {extension} document: {exception.Message} It may be damaged: save it again from the program that made it, or move it out of the folder.",
    };
}
