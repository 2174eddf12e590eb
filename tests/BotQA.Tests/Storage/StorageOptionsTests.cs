using BotQA.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace BotQA.Tests.Storage;

public sealed class StorageOptionsTests
{
    [Fact]
    public void Read_NothingSet_IsMemory()
    {
        Assert.False(Read().IsPostgres);
    }

    [Fact]
    public void Read_PostgresWithConnectionString_IsPostgres()
    {
        var options = Read(("Provider", "Postgres"), ("ConnectionString", "Host=db;Database=botqa"));

        Assert.True(options.IsPostgres);
    }

    [Theory]
    [InlineData("memory", "", false)]
    [InlineData("memory", "postgres", true)]
    [InlineData("postgres", "", true)]
    [InlineData("postgres", "Memory", false)]
    public void Read_State_IsAsTheProviderUnlessItIsSet(string provider, string state, bool expected)
    {
        Assert.Equal(expected, Read(("Provider", provider), ("State", state), ("ConnectionString", "Host=db")).IsStatePostgres);
    }

    [Fact]
    public void Read_UnknownState_NamesTheSetting()
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Read(("State", "oracle")));

        Assert.Contains("Storage:State 'oracle'", Assert.Single(failure.Failures), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("memory", "last-copy", false)]
    [InlineData("postgres", "", false)]
    [InlineData("postgres", "Last-Copy", true)]
    public void Read_Outage_KeepsACopyOfADatabaseOnly(string provider, string outage, bool expected)
    {
        (string, string)[] settings = [("Provider", provider), ("ConnectionString", "Host=db"), .. outage.Length > 0 ? [("Outage", outage)] : Array.Empty<(string, string)>()];

        Assert.Equal(expected, Read(settings).KeepsCopy);
    }

    [Fact]
    public void Read_UnknownOutage_NamesTheSettingAndTheRemedy()
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Read(("Outage", "guess")));

        Assert.Equal("Storage:Outage 'guess' is unknown. Set it to try-again or last-copy.", Assert.Single(failure.Failures));
    }

    [Theory]
    [InlineData("oracle", "Host=db", "Storage:Provider 'oracle'")]
    [InlineData("postgres", "", "Storage:ConnectionString is missing")]
    [InlineData("postgres", "Database=botqa", "names no Host")]
    [InlineData("postgres", "Host=db;Colour=red", "can't be understood")]
    public void Read_WrongValue_NamesTheSettingAndTheRemedy(string provider, string connectionString, string expected)
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Read(("Provider", provider), ("ConnectionString", connectionString)));

        var message = Assert.Single(failure.Failures);
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.Contains("Set it", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_WrongConnectionString_KeepsThePasswordToItself()
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Read(("Provider", "postgres"), ("ConnectionString", "Host=db;Password=hunter2;Port=many")));

        Assert.DoesNotContain("hunter2", failure.Message, StringComparison.Ordinal);
    }

    private static StorageOptions Read(params (string Name, string Value)[] settings) => StorageOptions.Read(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.ToDictionary(setting => $"Storage:{setting.Name}", string? (setting) => setting.Value, StringComparer.Ordinal))
        .Build());
}
