using Microsoft.Extensions.Options;

namespace StatusHawk.Api.Tests.Accounts;

public class PlanSettingsTests
{
    [Theory]
    [InlineData("Plans:Default", "gold", "Plans:Default names 'gold'")]
    [InlineData("Plans:standard:Monitors", "-1", "Plans:standard:Monitors must be 0 to 1,000,000")]
    [InlineData("Plans:standard:MinIntervalSeconds", "9", "Plans:standard:MinIntervalSeconds must be 10 to 86,400")]
    [InlineData("Plans:team:Regions", "0", "Plans:team:Regions must be 1 to 100")]
    [InlineData("Plans:team:Members", "0", "Plans:team:Members must be 1 to 10,000")]
    [InlineData("Plans:team:Keys", "1001", "Plans:team:Keys must be 0 to 1,000")]
    [InlineData("Plans:team:Channels", "1001", "Plans:team:Channels must be 0 to 1,000")]
    [InlineData("Plans:team:KeepHoursForDays", "8", "Plans:team:KeepHoursForDays must be 9 to 400")]
    [InlineData("Plans:team:KeepDaysForDays", "3701", "Plans:team:KeepDaysForDays must be 35 to 3,700")]
    [InlineData("Plans:team:RequestsPerMinute", "0", "Plans:team:RequestsPerMinute must be 1 to 1,000,000")]
    [InlineData("Plans:a b:Monitors", "1", "Plans holds 'a b'")]
    [InlineData("Audit:KeepForDays", "0", "KeepForDays")]
    public async Task A_wrong_setting_stops_the_app_and_is_named(string setting, string value, string message)
    {
        var failure = await Should.ThrowAsync<OptionsValidationException>(() => ApiHost.StartAsync((setting, value)));

        failure.Message.ShouldContain(message);
    }

    [Theory]
    [InlineData("Plans:standard:Monitor", "5", "Monitor")]
    [InlineData("Plans:standard:Monitors", "many", "Monitors")]
    public async Task A_slip_in_a_setting_stops_the_app_too(string setting, string value, string message)
    {
        var failure = await Should.ThrowAsync<InvalidOperationException>(() => ApiHost.StartAsync((setting, value)));

        failure.Message.ShouldContain(message);
    }
}
