using BotQA.Knowledge.Documents.Html;
using Microsoft.Extensions.Options;
using MimeKit;

namespace BotQA.Knowledge.Documents.Mail;

/// <summary>
/// Reads mails. The canonical text is subject, sender, receivers, date and the names of attachments, and then the body: the plain one, or
/// the text of the HTML one. Attachments are documents of their own. Nothing that a mail refers to is fetched.
/// </summary>
public sealed class MailDocumentReader : DocumentReader
{
    private readonly DocumentOptions _options;
    private readonly ParserOptions _parser;

    /// <summary>Reads within limits.</summary>
    public MailDocumentReader(IOptions<DocumentOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options.Value;
        _parser = new ParserOptions { MaxMimeDepth = _options.MaxNesting, MaxAddressGroupDepth = 3 };
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Extensions { get; } = [".eml"];

    /// <inheritdoc/>
    public override async Task<DocumentContent> ReadAsync(DocumentSource source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        var bytes = await TextFile.ReadBytesAsync(source.Content, cancellationToken);
        if (BinarySignature.Find(bytes.Span) is { } kind)
        {
            throw new DocumentReadException($"The file isn't a mail but {kind}. Give it the extension of its kind, or move it out of the folder.");
        }

        using var mail = Parse(bytes, cancellationToken);
        var attachments = new MailAttachments(_options, cancellationToken).Of(mail);
        var text = new DocumentTextBuilder(_options.MaxTextCharacters);
        WriteHeader(text, mail, attachments);
        WriteBody(text, mail, cancellationToken);
        var subject = string.IsNullOrWhiteSpace(mail.Subject) ? null : mail.Subject;
        var document = text.Build(source, subject ?? DocumentTitle.FromFileName(source.FileName), "The mail holds no text. Save it again from the mail program, or remove it.") with
        {
            Author = mail.From.Mailboxes.FirstOrDefault() is { } sender ? (string.IsNullOrWhiteSpace(sender.Name) ? sender.Address : CollapsedText.OnOneLine(sender.Name)) : null,
            Created = mail.Date.Year > 1900 ? mail.Date : null,
            Language = DocumentLanguage.Of(mail.Headers[HeaderId.ContentLanguage]),
        };
        return new DocumentContent(document, attachments);
    }

    private MimeMessage Parse(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        MimeMessage mail;
        try
        {
            mail = MimeMessage.Load(_parser, new MemoryStream(bytes.ToArray(), writable: false), cancellationToken);
        }
        catch (Exception exception) when (exception is FormatException or IOException or ArgumentException)
        {
            throw NoMail(exception);
        }

        // A text of any kind parses as a body without headers.
        if (mail.Headers[HeaderId.From] is null && mail.Headers[HeaderId.Subject] is null && mail.Headers[HeaderId.Date] is null)
        {
            mail.Dispose();
            throw NoMail(null);
        }

        return mail;
    }

    private static DocumentReadException NoMail(Exception? exception) =>
        new("The file isn't a mail, or it is damaged: it has no sender, subject and date. Save it again from the mail program as .eml, or move it out of the folder.", exception);

    private static void WriteHeader(DocumentTextBuilder text, MimeMessage mail, IReadOnlyList<DocumentSource> attachments)
    {
        WriteField("Subject", mail.Subject);
        WriteField("From", Names(mail.From));
        WriteField("To", Names(mail.To));
        WriteField("Cc", Names(mail.Cc));
        WriteField("Date", mail.Date.Year > 1900 ? FormattableString.Invariant($"{mail.Date:dddd, d MMMM yyyy, HH:mm}") : null);
        WriteField("Attachments", string.Join(", ", attachments.Select(a => a.FileName)));

        void WriteField(string name, string? value)
        {
            value = CollapsedText.OnOneLine(value ?? "");
            if (value.Length > 0)
            {
                text.Line($"{name}: {value}");
            }
        }
    }

    private static string Names(InternetAddressList addresses) =>
        string.Join(", ", addresses.Mailboxes.Select(m => string.IsNullOrWhiteSpace(m.Name) ? m.Address : $"{m.Name} <{m.Address}>"));

    private void WriteBody(DocumentTextBuilder text, MimeMessage mail, CancellationToken cancellationToken)
    {
        if (mail.TextBody is { } plain && !string.IsNullOrWhiteSpace(plain))
        {
            text.Paragraph(CanonicalText.Of(new string([.. plain.Where(c => !CollapsedText.IsInvisible(c))])).Trim('\n'));
        }
        else if (mail.HtmlBody is { } html && !string.IsNullOrWhiteSpace(html))
        {
            using var page = HtmlDocumentReader.Parse(html, _options.MaxNesting, cancellationToken);

            // A mail has no navigation around its content; all of it was written.
            new HtmlTextRenderer(text, _options.MaxRows).Render(page.Body ?? page.DocumentElement);
        }
    }
}
