using 'main.bicep'

// A thousand monitors and more: three regions, documents at a bounded price, nothing that waits for an instance,
// no public address of a store.
param name = readEnvironmentVariable('AZURE_ENV_NAME', 'statushawk')
param location = readEnvironmentVariable('AZURE_LOCATION', 'westeurope')
param regions = ['westeurope', 'eastus', 'southeastasia']
param cosmosThroughput = 1000
param storageSku = 'Standard_ZRS'
param networkAccess = 'private'
param alwaysReady = { requests: 1, schedule: 1, recording: 1, orchestrations: 1, rounds: 1, opinions: 1 }

param dashboardLocation = 'westeurope'
// param publicUrl = 'https://status.example.com'
// param mailDomain = 'mail.example.com'
// param mailDomainVerified = true
// param registration = 'closed'

// Made once by infra/scripts/sealing-key; empty ever after.
param sealingKey = readEnvironmentVariable('SEALING_KEY', '')

param alarmEmail = readEnvironmentVariable('ALARM_EMAIL', '')
param deadManUrl = readEnvironmentVariable('DEAD_MAN_URL', '')
param logRetentionDays = 90
param logDailyCapGigabytes = 5
param monthlyBudget = 500
// infra/scripts set it: this month for a new budget, and ever after what it began with.
param budgetFrom = readEnvironmentVariable('BUDGET_FROM', '')
