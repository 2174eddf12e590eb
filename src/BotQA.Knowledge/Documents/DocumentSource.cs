namespace BotQA.Knowledge.Documents;

/// <summary>The bytes a <see cref="DocumentReader"/> makes a document of.</summary>
/// <param name="Id">The id the document will have; its last part is the file's name with the extension.</param>
/// <param name="Content">The bytes from the first one on. Who opened the stream closes it.</param>
public sealed record DocumentSource(string Id, Stream Content)
{
    /// <summary>The last part of <see cref="Id"/>, such as <c>minutes.txt</c>.</summary>
    public string FileName => Id[(Id.LastIndexOf('/') + 1)..];
}
