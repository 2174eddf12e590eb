using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;

namespace BotQA.Knowledge.Documents;

/// <summary>Reads the documents in a folder and its subfolders.</summary>
public sealed class KnowledgeFolder
{
    private const string WhereItIsSet = "the setting Knowledge:Path or the option --knowledge";

    private readonly Dictionary<string, DocumentReader> _readers = new(StringComparer.OrdinalIgnoreCase);
    private readonly KnowledgeFileReader _fileReader;

    /// <summary>Reads folders with the given readers.</summary>
    /// <param name="readers">A reader for each format; of two for one extension the last is used.</param>
    /// <param name="options">The limits of what is read.</param>
    public KnowledgeFolder(IEnumerable<DocumentReader> readers, IOptions<DocumentOptions> options)
    {
        ArgumentNullException.ThrowIfNull(readers);
        ArgumentNullException.ThrowIfNull(options);
        foreach (var reader in readers)
        {
            foreach (var extension in reader.Extensions)
            {
                _readers[extension] = reader;
            }
        }

        _fileReader = new KnowledgeFileReader(_readers, options.Value);
        Extensions = [.. _readers.Keys.Order(StringComparer.Ordinal)];
    }

    /// <summary>The extensions that can be read, with their dot, in ordinal order.</summary>
    public IReadOnlyList<string> Extensions { get; }

    /// <summary>
    /// Lists the files of a folder and its subfolders. Hidden files and folders are left out; a link to a folder is followed
    /// unless it leads back to what is listed already.
    /// </summary>
    /// <param name="path">The folder, absolute or relative to the current directory.</param>
    /// <exception cref="KnowledgeFolderException">The folder is missing, can't be listed, or holds no file of a known format.</exception>
    public KnowledgeFolderListing List(string path)
    {
        var listing = ListOrEmpty(path);
        if (listing.Files.Count == 0 && listing.Failures.Count == 0)
        {
            var folder = Path.GetFullPath(path);
            var found = listing.Skipped.Count == 0 ? "is empty" : $"holds no document BotQA can read ('{listing.Skipped[0]}' is of another format)";
            throw new KnowledgeFolderException(
                folder, $"The knowledge folder '{folder}' {found}. Put documents ({Formats}) into it, or name another folder with {WhereItIsSet}.");
        }

        return listing;
    }

    /// <summary>As <see cref="List"/>, but a folder without a file of a known format is empty and no error.</summary>
    internal KnowledgeFolderListing ListOrEmpty(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var folder = Path.GetFullPath(path);
        if (File.Exists(folder))
        {
            throw new KnowledgeFolderException(
                folder, $"The knowledge folder '{folder}' is a file. Name the folder that holds it with {WhereItIsSet}.");
        }

        if (!Directory.Exists(folder))
        {
            throw new KnowledgeFolderException(
                folder,
                $"The knowledge folder '{folder}' doesn't exist. Create it and put documents ({Formats}) into it, or name another folder with {WhereItIsSet}.");
        }

        var walk = FolderWalk.Through(folder);
        if (walk.RootFailure is { } failure)
        {
            throw new KnowledgeFolderException(
                folder,
                $"The knowledge folder '{folder}' can't be listed: {failure.Message} Let the account that runs BotQA read it, or name another folder with {WhereItIsSet}.",
                failure);
        }

        var files = walk.Files.Where(f => _readers.ContainsKey(Path.GetExtension(f.Path))).ToArray();
        var skipped = walk.Files.Where(f => !_readers.ContainsKey(Path.GetExtension(f.Path))).Select(f => f.Id).ToArray();
        return new KnowledgeFolderListing(files, skipped, walk.Failures);
    }

    /// <summary>
    /// Reads the documents of a folder in the ordinal order of their files, subfolders that can't be looked into first.
    /// A file that can't be used is a failed result and doesn't stop the rest; files of other formats are skipped.
    /// </summary>
    /// <param name="path">The folder, absolute or relative to the current directory.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="KnowledgeFolderException">On the first move: the folder is missing, can't be listed, or holds no file of a known format.</exception>
    public async IAsyncEnumerable<DocumentReadResult> ReadAsync(
        string path,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var listing = List(path);
        foreach (var failure in listing.Failures)
        {
            yield return failure;
        }

        foreach (var file in listing.Files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var result in await ReadAsync(file, cancellationToken))
            {
                yield return result;
            }
        }
    }

    /// <summary>Reads one file of a listing.</summary>
    /// <param name="file">A file with a known extension.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>What became of the file, and then of each document attached to it.</returns>
    /// <exception cref="ArgumentException">No reader takes the file's extension.</exception>
    public async Task<IReadOnlyList<DocumentReadResult>> ReadAsync(KnowledgeFile file, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        return _readers.ContainsKey(Path.GetExtension(file.Path))
            ? await ReadAsync(await LoadAsync(file, cancellationToken), cancellationToken)
            : throw new ArgumentException($"'{file.Id}' is none of {Formats}.", nameof(file));
    }

    /// <summary>Reads what is in no folder, such as a file that somebody sent.</summary>
    /// <param name="source">The bytes and the id, which ends in a known extension.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>What became of the file, and then of each document attached to it.</returns>
    /// <exception cref="ArgumentException">No reader takes the file's extension.</exception>
    public Task<IReadOnlyList<DocumentReadResult>> ReadAsync(DocumentSource source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        return _readers.ContainsKey(Path.GetExtension(source.FileName))
            ? _fileReader.ReadAsync(source, cancellationToken)
            : throw new ArgumentException($"'{source.FileName}' is none of {Formats}.", nameof(source));
    }

    /// <summary>Loads the bytes of a file of a listing, which <see cref="ReadAsync(LoadedFile, CancellationToken)"/> takes.</summary>
    internal Task<LoadedFile> LoadAsync(KnowledgeFile file, CancellationToken cancellationToken) => _fileReader.LoadAsync(file, cancellationToken);

    /// <summary>Reads the documents of a file that was loaded.</summary>
    internal Task<IReadOnlyList<DocumentReadResult>> ReadAsync(LoadedFile file, CancellationToken cancellationToken) => _fileReader.ReadAsync(file, cancellationToken);

    private string Formats => string.Join(", ", Extensions);
}
