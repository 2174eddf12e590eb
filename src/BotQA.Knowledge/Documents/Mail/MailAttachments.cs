using MimeKit;

namespace BotQA.Knowledge.Documents.Mail;

/// <summary>Takes the attachments out of mails.</summary>
internal sealed class MailAttachments(DocumentOptions options, CancellationToken cancellationToken)
{
    private const string Unnamed = "attachment";
    private const string MailExtension = ".eml";
    private const int LongestName = 120;

    private long _left = options.MaxUnpackedBytes;

    /// <summary>The attached files and mails, each in memory, named as in the mail without any folder.</summary>
    /// <exception cref="DocumentReadException">They are larger together than allowed.</exception>
    public IReadOnlyList<DocumentSource> Of(MimeMessage mail)
    {
        var attachments = new List<DocumentSource>();
        foreach (var part in mail.BodyParts.Where(IsFile).Concat(AttachedMails(mail.Body)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            attachments.Add(part switch
            {
                MessagePart { Message: { } message } attached => new DocumentSource(NameOf(attached, message.Subject, MailExtension), Written(stream => message.WriteTo(stream, cancellationToken))),
                MimePart { Content: { } content } file => new DocumentSource(NameOf(file, null, ""), Written(stream => content.DecodeTo(stream, cancellationToken))),
                _ => new DocumentSource(NameOf(part, null, ""), new MemoryStream()),
            });
        }

        return attachments;
    }

    private static bool IsFile(MimeEntity part) => part is MimePart file && (file.IsAttachment || !string.IsNullOrEmpty(file.FileName));

    /// <summary>The mails attached to this one, without those attached to them.</summary>
    private static IEnumerable<MimeEntity> AttachedMails(MimeEntity? part) => part switch
    {
        MessagePart => [part],
        Multipart parts => parts.SelectMany(AttachedMails),
        _ => [],
    };

    private MemoryStream Written(Action<Stream> write)
    {
        var stream = new MemoryStream();
        using (var counted = new BoundedStream(stream, count =>
        {
            if ((_left -= count) < 0)
            {
                throw DocumentLimits.Unpacks(options.MaxUnpackedBytes);
            }
        }))
        {
            write(counted);
        }

        stream.Position = 0;
        return stream;
    }

    /// <summary>The name of a file as a part of an id: no folders, no control characters.</summary>
    private static string NameOf(MimeEntity part, string? subject, string extension)
    {
        var name = part.ContentDisposition?.FileName ?? part.ContentType?.Name ?? subject ?? Unnamed;
        name = CollapsedText.OnOneLine(name.Replace('\\', '/'));
        name = name[(name.LastIndexOf('/') + 1)..].Trim('.', ' ');
        if (extension.Length > 0 && !name.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
        {
            name = (name.Length > 0 ? name : Unnamed) + extension;
        }

        var ending = Path.GetExtension(name);
        return name.Length == 0 ? Unnamed
            : name.Length <= LongestName || ending.Length > LongestName / 2 ? name[..Math.Min(name.Length, LongestName)]
            : name[..(LongestName - ending.Length)] + ending;
    }
}
