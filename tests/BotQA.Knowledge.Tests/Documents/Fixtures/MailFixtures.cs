using MimeKit;

namespace BotQA.Knowledge.Tests.Documents.Fixtures;

/// <summary>Writes mails.</summary>
internal static class MailFixtures
{
    /// <summary>A mail with a text and attachments.</summary>
    public static byte[] Mail(string subject, string text, params (string Name, byte[] Bytes)[] attachments) => Written(Message(subject, text, attachments));

    /// <summary>A mail with another attached to it, and another to that, so many deep.</summary>
    public static byte[] Nested(int depth)
    {
        var mail = Message("Innermost", "The innermost mail.");
        for (var i = 1; i <= depth; i++)
        {
            var outer = Message($"Level {i}", $"Mail number {i}.");
            outer.Body = new Multipart("mixed") { outer.Body!, new MessagePart { Message = mail, ContentDisposition = new ContentDisposition(ContentDisposition.Attachment) { FileName = "forwarded.eml" } } };
            mail = outer;
        }

        return Written(mail);
    }

    private static MimeMessage Message(string subject, string text, params (string Name, byte[] Bytes)[] attachments)
    {
        var body = new BodyBuilder { TextBody = text };
        foreach (var (name, bytes) in attachments)
        {
            body.Attachments.Add(name, bytes);
        }

        var mail = new MimeMessage { Subject = subject, Date = new DateTimeOffset(2024, 3, 5, 9, 30, 0, TimeSpan.FromHours(1)), Body = body.ToMessageBody() };
        mail.From.Add(new MailboxAddress("Nora Eklund", "nora@example.com"));
        mail.To.Add(new MailboxAddress("Sales", "sales@example.com"));
        return mail;
    }

    private static byte[] Written(MimeMessage mail)
    {
        using var stream = new MemoryStream();
        mail.WriteTo(stream);
        return stream.ToArray();
    }
}
