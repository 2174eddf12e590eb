using System.Text;
using BotQA.Knowledge.Tests.Support;

namespace BotQA.Knowledge.Tests.Documents.Fixtures;

/// <summary>A folder with a file of every format, written and indexed once for a class of tests.</summary>
public sealed class FixtureFolder : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private IndexedKnowledge? _knowledge;

    internal IndexedKnowledge Knowledge => _knowledge ?? throw new InvalidOperationException("The folder isn't indexed yet.");

    internal static IReadOnlyDictionary<string, byte[]> Files { get; } = new Dictionary<string, byte[]>
    {
        ["harbour.pdf"] = PdfFixtures.Report(),
        ["travel-policy.docx"] = OfficeFixtures.TravelPolicy(),
        ["launch.pptx"] = OfficeFixtures.Presentation(
            ("Launch of the Falcon scooter", ["A scooter for commuters", "In shops from September"], null),
            ("Battery", ["The battery lasts for 45 kilometres", "It is charged in two hours"], "The supplier of the battery cells is Voltari of Turin."),
            ("Competitors", ["The Heron scooter is heavier", "The Kite scooter is slower"], null)),
        ["stock.xlsx"] = OfficeFixtures.Workbook(
            ("Prices", [["Price list of the garden centre"], [], ["Article", "Supplier", "Price", "Valid from"], ["Rake", "Osterman", 24.5m, new DateTime(2024, 4, 1)], ["Wheelbarrow", "Brandt", 89m, new DateTime(2024, 5, 1)]]),
            ("Staff", [["Name", "Task", "Phone extension"], ["Wanda Krol", "Greenhouse", 417], ["Piet Smit", "Cash desk", 422]])),
        ["flights.csv"] = Encoding.UTF8.GetBytes("Flight;Destination;Gate;Departure\nLX318;Zurich;B12;08:15\nSK909;Oslo;C4;09:40\n\"TP552\";Lisbon;A7;11:05\n"),
        ["lamps.tsv"] = Encoding.UTF8.GetBytes("Lamp\tColour temperature\tLifetime\nAurora\t2700 kelvin\t15000 hours\nBoreas\t4000 kelvin\t25000 hours\n"),
        ["cheese.html"] = Encoding.UTF8.GetBytes(HtmlFixtures.Cheese),
        ["offer.eml"] = MailFixtures.Mail(
            "Offer for the greenhouse heating", "Dear team,\n\nwe can deliver the heating by the end of October.\nThe warranty covers seven years.\n\nBest regards\nNora Eklund",
            ("terms.txt", Encoding.UTF8.GetBytes("Payment is due within 45 days of delivery. Late payment costs two percent a month.")), ("logo.png", [0x89, 0x50])),
        ["service.yaml"] = Encoding.UTF8.GetBytes("service: billing\nowner: team Kestrel\nretries: 7\n"),
        ["limits.json"] = Encoding.UTF8.GetBytes("{\n  \"maximumUploadMegabytes\": 64,\n  \"sessionTimeoutMinutes\": 25\n}\n"),
        ["backoff.py"] = Encoding.UTF8.GetBytes("def backoff(attempt):\n    # The delay doubles with each attempt, up to five minutes.\n    return min(300, 2 ** attempt)\n"),
    };

    public async ValueTask InitializeAsync()
    {
        foreach (var (name, bytes) in Files)
        {
            _folder.Write(name, bytes);
        }

        _knowledge = await IndexedKnowledge.OfFolderAsync(_folder.Path);
    }

    public async ValueTask DisposeAsync()
    {
        if (_knowledge is not null)
        {
            await _knowledge.DisposeAsync();
        }

        _folder.Dispose();
    }
}
