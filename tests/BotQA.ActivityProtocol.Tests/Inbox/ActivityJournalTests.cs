using BotQA.ActivityProtocol.Hosting;
using BotQA.ActivityProtocol.Inbox;
using BotQA.ActivityProtocol.Tests.Support;
using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace BotQA.ActivityProtocol.Tests.Inbox;

public sealed class ActivityJournalTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly JournalFolder _folder = new();
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);

    [Fact]
    public async Task Start_AfterACrash_GivesWhatWasNotCompletedInOrder()
    {
        using var journal = Create(_folder);
        journal.Start();
        foreach (var key in new[] { "c", "a", "b", "d" })
        {
            await AcceptAsync(journal, key);
        }

        journal.Note(JournalRecordKind.Begun, "a", 1);
        journal.Note(JournalRecordKind.Begun, "d", 1);
        journal.Note(JournalRecordKind.Replied, "d", 2);
        journal.Note(JournalRecordKind.Completed, "b", _time.GetUtcNow().UtcTicks);

        using var left = _folder.AfterCrash();
        using var next = Create(left);
        var (open, completed) = next.Start();
        Assert.Equal([("c", 0, 0), ("a", 1, 0), ("d", 1, 2)], open.Select(entry => (entry.Key, entry.Attempts, entry.Replies)));
        Assert.All(open, entry => Assert.Equal(Payload(entry.Key), entry.Payload.ToArray()));
        Assert.Equal(["b"], completed);
    }

    [Fact]
    public async Task Start_FileCutOrChangedAnywhere_KeepsTheRecordsBefore()
    {
        var keys = Enumerable.Range(0, 6).Select(number => $"key-{number}").ToArray();
        byte[] whole;
        using (var journal = Create(_folder))
        {
            journal.Start();
            foreach (var key in keys)
            {
                await AcceptAsync(journal, key);
            }

            whole = _folder.Read();
        }

        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Bool).Sample((place, isCut) =>
        {
            var damaged = isCut ? whole[..place] : [.. whole[..place], (byte)(whole[place] ^ 0x40), .. whole[(place + 1)..]];
            using var left = JournalFolder.Of(damaged);
            using var next = Create(left);
            var open = next.Start().Open.Select(entry => entry.Key).ToArray();
            Assert.Equal(keys[..open.Length], open);
            Assert.True(open.Length >= WholeRecords(whole, place) || place < "BotQA inbox 1\n".Length);
        }, iter: 200);
    }

    [Fact]
    public async Task Start_AnotherHostHasItsJournalOpen_LeavesItAlone()
    {
        using var first = Create(_folder);
        first.Start();
        await AcceptAsync(first, "a");
        using (var second = Create(_folder))
        {
            Assert.Empty(second.Start().Open);
            await AcceptAsync(second, "b");
        }

        // The second is gone; who comes next takes over what it left, and that alone.
        using var third = Create(_folder);
        Assert.Equal(["b"], third.Start().Open.Select(entry => entry.Key));
    }

    [Fact]
    public void Start_FileOfSomethingElse_LeavesItAsItIs()
    {
        using var left = JournalFolder.Of("something else entirely"u8.ToArray());
        using var journal = Create(left);
        Assert.Empty(journal.Start().Open);
        Assert.Contains(left.Files, file => Path.GetFileName(file) == "left.journal");
    }

    [Fact]
    public async Task Start_CompletedLongAgo_IsForgotten()
    {
        using (var journal = Create(_folder))
        {
            journal.Start();
            await AcceptAsync(journal, "a");
            journal.Note(JournalRecordKind.Completed, "a", _time.GetUtcNow().UtcTicks);
        }

        using (var journal = Create(_folder))
        {
            Assert.Equal(["a"], journal.Start().Completed);
        }

        _time.Advance(TimeSpan.FromMinutes(11));
        using (var journal = Create(_folder))
        {
            Assert.Empty(journal.Start().Completed);
        }
    }

    [Fact]
    public async Task AcceptAsync_ManyActivities_KeepTheFileSmall()
    {
        const int count = 60;
        var payload = new byte[1024 * 1024];
        using var journal = Create(_folder);
        journal.Start();
        for (var number = 0; number < count; number++)
        {
            await journal.AcceptAsync($"{number}", _time.GetUtcNow(), payload).WaitAsync(Patience, TestContext.Current.CancellationToken);
            if (number > 0)
            {
                journal.Note(JournalRecordKind.Completed, $"{number}", _time.GetUtcNow().UtcTicks);
            }
        }

        Assert.True(_folder.Read().Length < 20 * payload.Length);
        using var left = _folder.AfterCrash();
        using var next = Create(left);
        Assert.Equal(["0"], next.Start().Open.Select(entry => entry.Key));
    }

    [Fact]
    public async Task AcceptAsync_ManyAtATime_AreAllWritten()
    {
        using var journal = Create(_folder);
        journal.Start();
        var keys = Enumerable.Range(0, 500).Select(number => $"{number:d3}").ToArray();
        await Task.WhenAll(keys.Select(key => Task.Run(() => AcceptAsync(journal, key)))).WaitAsync(Patience, TestContext.Current.CancellationToken);

        using var left = _folder.AfterCrash();
        using var next = Create(left);
        Assert.Equal(keys, next.Start().Open.Select(entry => entry.Key).Order());
    }

    [Fact]
    public void Start_OnUnix_OnlyTheOwnerCanRead()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes; the folder is the user's.");
        using var journal = Create(_folder);
        journal.Start();
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Assert.Single(_folder.Files)));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder.Path));
        }
    }

    public void Dispose() => _folder.Dispose();

    private static byte[] Payload(string key) => [.. key.Select(letter => (byte)letter), 0, 255];

    // The records are of one length, as their keys and payloads are.
    private static int WholeRecords(byte[] whole, int bytes)
    {
        var head = "BotQA inbox 1\n".Length;
        return (bytes - head) / ((whole.Length - head) / 6);
    }

    private Task AcceptAsync(ActivityJournal journal, string key) =>
        journal.AcceptAsync(key, _time.GetUtcNow(), Payload(key)).WaitAsync(Patience, TestContext.Current.CancellationToken);

    private ActivityJournal Create(JournalFolder folder) => new(
        Options.Create(new InboxOptions { Path = folder.Path }),
        Options.Create(new BotEndpointOptions()),
        _time,
        NullLogger<ActivityJournal>.Instance);
}
