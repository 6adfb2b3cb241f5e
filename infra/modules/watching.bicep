metadata name = 'Watching'
metadata description = 'Alarms over what the apps say of themselves. docs/operations.md says of each what it means and what to do.'

@description('Required. The installation\'s token in names.')
param token string

@description('Required. Where the logs are.')
param location string

@description('Required. The logs.')
param workspaceId string

@description('Required. Who is told; empty: alarms are only shown in the portal.')
param email string

@description('Required. Tags of every resource.')
param tags object

// Pipeline's watchdog writes this line each minute; a test holds the form against the code.
var watched = '''
AppTraces
| where Message startswith "Watched: "
| parse Message with * "schedule_lag_seconds=" lag:long " queue_age_seconds=" age:long " queue_oldest=" oldest:string " poison=" poison:long " silent_regions=" silent:string " alerts_outstanding=" outstanding:long
'''

// window: how far back is looked; misses: in how many of the last 3 looks, one every 5 minutes, it must be found.
var alarms = [
  {
    name: 'not-watched'
    title: 'Nobody watches: Pipeline has not run its watchdog'
    severity: 0
    query: watched
    operator: 'LessThan'
    threshold: 1
    window: 'PT10M'
    misses: 1
  }
  {
    name: 'scheduler-lag'
    title: 'Checks are not planned in time'
    severity: 1
    query: '${watched}| where lag > 30'
    operator: 'GreaterThan'
    threshold: 2
    window: 'PT5M'
    misses: 1
  }
  {
    name: 'queue-age'
    title: 'Messages wait in a queue'
    severity: 1
    query: '${watched}| where age > 60'
    operator: 'GreaterThan'
    threshold: 2
    window: 'PT5M'
    misses: 1
  }
  {
    name: 'region-silent'
    title: 'A region reports nothing'
    severity: 2
    query: '${watched}| where silent != "-"'
    operator: 'GreaterThan'
    threshold: 2
    window: 'PT5M'
    misses: 2
  }
  {
    name: 'poison'
    title: 'Messages failed too often'
    severity: 2
    query: '${watched}| where poison > 0'
    operator: 'GreaterThan'
    threshold: 2
    window: 'PT5M'
    misses: 1
  }
  {
    name: 'alerts-outstanding'
    title: 'Alerts of incidents that are over were not delivered for an hour'
    severity: 2
    query: '${watched}| where outstanding > 0'
    operator: 'GreaterThan'
    threshold: 58
    window: 'PT1H'
    misses: 1
  }
  {
    name: 'errors'
    title: 'The apps log many errors'
    severity: 3
    query: 'union AppExceptions, (AppTraces | where SeverityLevel >= 3)'
    operator: 'GreaterThan'
    threshold: 50
    window: 'PT15M'
    misses: 1
  }
]

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(email)) {
  name: 'ag-${token}'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'StatusHawk'
    enabled: true
    emailReceivers: [
      {
        name: 'operators'
        emailAddress: email
        useCommonAlertSchema: true
      }
    ]
  }
}

resource alarm 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for item in alarms: {
    name: 'alarm-${item.name}-${token}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: 'StatusHawk: ${item.title}'
      description: 'What to do: docs/operations.md, alarm "${item.name}".'
      enabled: true
      severity: item.severity
      scopes: [workspaceId]
      evaluationFrequency: 'PT5M'
      windowSize: item.window
      autoMitigate: true
      // The tables are made by the first row that comes: a fresh installation has none yet.
      skipQueryValidation: true
      criteria: {
        allOf: [
          {
            query: item.query
            timeAggregation: 'Count'
            operator: item.operator
            threshold: item.threshold
            failingPeriods: {
              numberOfEvaluationPeriods: 3
              minFailingPeriodsToAlert: item.misses
            }
          }
        ]
      }
      actions: {
        actionGroups: empty(email) ? [] : [people.id]
      }
    }
  }
]
