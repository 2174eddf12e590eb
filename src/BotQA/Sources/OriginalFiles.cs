using BotQA.Web;

namespace BotQA.Sources;

/// <summary>The files that documents were read from, where a browser shows their format without running anything.</summary>
internal sealed class OriginalFiles(KnowledgeState knowledge)
{
    // HTML can carry scripts and pictures from elsewhere; the viewer shows its text.
    private const string PdfExtension = ".pdf";

    /// <summary>The path below which the files are served.</summary>
    public const string Path = "/originals";

    /// <summary>The type they are served as.</summary>
    public const string ContentType = "application/pdf";

    /// <summary>The policy under which they are shown: a browser's own viewer may draw the file, and nothing is loaded.</summary>
    public const string ContentSecurityPolicy = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Whether a browser shows the file of a document; one attached to another file is in no file of its own.</summary>
    public bool Has(string documentId) => PathOf(documentId) is not null;

    /// <summary>The full path of a document's file, or null when it is not shown or gone.</summary>
    public string? PathOf(string documentId)
    {
        if (!documentId.EndsWith(PdfExtension, StringComparison.OrdinalIgnoreCase) || documentId.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }

        var root = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(knowledge.Path)) + System.IO.Path.DirectorySeparatorChar;
        var path = System.IO.Path.GetFullPath(documentId, root);
        return path.StartsWith(root, StringComparison.Ordinal) && File.Exists(path) ? path : null;
    }
}
